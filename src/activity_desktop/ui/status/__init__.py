"""What is the truth about the accounts, in one line, in one banner, and in the tray? Pure functions of their states.

None of them ever claims more than is known: "up to date" is as old as the account that was heard of longest ago.
"""
