"""``make soak``: ten thousand events against real bots that are restarted and killed.

``events`` makes what Slack sends, ``ledger`` keeps what was asked and what came back,
``driving`` delivers it and disturbs the bots, ``report`` judges and prints the table.
"""
