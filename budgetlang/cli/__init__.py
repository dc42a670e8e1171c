"""The command `budgetc`: one module a command, loaded when it is called."""
