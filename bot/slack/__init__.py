"""The desk in Slack: surfaces, delivery and the last guard.

A request from Slack is read (``payloads``) into an ``Asked``: what, by whom, and
the ``Place`` its reply belongs to. A listener (``listeners``) acknowledges and
hands it to ``answering``, which asks the desk and gives the reply to the
``outbox``. Only ``outbox`` calls Slack. ``app`` puts these together with Bolt;
``serve`` runs the app in Socket Mode or over HTTP.
"""
