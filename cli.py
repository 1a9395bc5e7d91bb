from engine.commands import main

if __name__ == "__main__":  # processes that `mutate` starts import this file
    raise SystemExit(main())
