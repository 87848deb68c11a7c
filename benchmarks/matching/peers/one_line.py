"""Patterns for peers that take one line."""


def plain(pattern):
    """An extended pattern without its white space and comments, for peers that take one line."""
    if not pattern.startswith("(?x)"):
        return pattern
    out, in_class, index = [], False, 4
    while index < len(pattern):
        char = pattern[index]
        if char == "\\":
            out.append(pattern[index:index + 2])
            index += 2
            continue
        if in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
            if pattern[index + 1:index + 2] == "]":
                out.append("[")
                index, char = index + 1, "]"
        elif char == "#":
            while index < len(pattern) and pattern[index] != "\n":
                index += 1
            continue
        elif char in " \t\n":
            index += 1
            continue
        out.append(char)
        index += 1
    return "".join(out)
