"""A chart as a picture, for where Slack's own block cannot hold it, and for print.

Needs the extra ``charts``; what a chart shows and says is made without it, in
``bot.reply.charts``.
"""
