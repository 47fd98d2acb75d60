package dev.squall.history;

/** EDN's strings and characters. */
final class EdnText {

    private EdnText() {}

    /** Returns the string whose opening quote is at the position. */
    static String readString(EdnScanner scanner) {
        int open = scanner.position();
        scanner.advance();
        int start = scanner.position();
        StringBuilder escaped = null;
        while (true) {
            int b = scanner.peek();
            if (b == EdnScanner.END) {
                throw scanner.unfinished(open, "a string", "its closing quote");
            }
            if (b == '"') {
                String tail = scanner.textFrom(start);
                scanner.advance();
                return escaped == null ? tail : escaped.append(tail).toString();
            }
            if (b == '\\') {
                escaped = escaped == null ? new StringBuilder() : escaped;
                escaped.append(scanner.textFrom(start));
                scanner.advance();
                escaped.append(readEscape(scanner));
                start = scanner.position();
            } else {
                scanner.advance();
            }
        }
    }

    private static char readEscape(EdnScanner scanner) {
        int place = scanner.position();
        int b = scanner.peek();
        if (b == 'u') {
            scanner.advance();
            return readHex(scanner, place);
        }
        char c =
                switch (b) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case '"', '\\' -> (char) b;
                    default -> throw scanner.failure(place, "an escape: one of \\n \\t \\r \\b \\f \\\" \\\\ \\uXXXX");
                };
        scanner.advance();
        return c;
    }

    private static char readHex(EdnScanner scanner, int place) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(scanner.peek(), 16);
            if (digit < 0) {
                throw scanner.failure(
                        scanner.peek() == EdnScanner.END ? scanner.position() : place, "\\u and four hex digits");
            }
            value = value * 16 + digit;
            scanner.advance();
        }
        return (char) value;
    }

    /** Returns the character whose backslash is at the position. */
    static Character readCharacter(EdnScanner scanner) {
        int place = scanner.position();
        scanner.advance();
        int start = scanner.skipToken();
        if (scanner.position() == start) {
            if (scanner.peek() == EdnScanner.END) {
                throw scanner.failure(start, "a character after \\");
            }
            scanner.advance();
        }
        String name = scanner.textFrom(start);
        if (name.length() == 1) {
            return name.charAt(0);
        }
        if (name.matches("u[0-9a-fA-F]{4}")) {
            return (char) Integer.parseInt(name.substring(1), 16);
        }
        return switch (name) {
            case "newline" -> '\n';
            case "space" -> ' ';
            case "tab" -> '\t';
            case "return" -> '\r';
            case "backspace" -> '\b';
            case "formfeed" -> '\f';
            default -> throw scanner.failure(place, "a character such as \\a, \\newline or \\u0041");
        };
    }
}
