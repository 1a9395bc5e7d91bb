"""The command line: global options, the table of commands, one module per subcommand."""
