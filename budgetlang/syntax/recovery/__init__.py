"""Reading a text that has faults: what each line says is judged alone, and blocks are found by their braces."""
