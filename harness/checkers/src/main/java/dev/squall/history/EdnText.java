package dev.squall.history;

/** Reader of EDN's strings, regular expressions and characters. */
final class EdnText {

    private static final int MAX_OCTAL = 0377;

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

    /** Returns the text of the regular expression whose opening quote is at the position; backslashes are kept. */
    static String readPattern(EdnScanner scanner) {
        int open = scanner.position();
        scanner.advance();
        int start = scanner.position();
        while (scanner.peek() != '"') {
            if (scanner.peek() == '\\') {
                scanner.advance();
            }
            if (scanner.peek() == EdnScanner.END) {
                throw scanner.unfinished(open, "a regular expression", "its closing quote");
            }
            scanner.advance();
        }
        String text = scanner.textFrom(start);
        scanner.advance();
        return text;
    }

    private static char readEscape(EdnScanner scanner) {
        int place = scanner.position();
        int b = scanner.peek();
        if (b == 'u') {
            scanner.advance();
            return readHex(scanner, place);
        }
        if (b >= '0' && b <= '7') {
            return readOctal(scanner, place);
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

    private static char readOctal(EdnScanner scanner, int place) {
        int value = 0;
        for (int digits = 0; digits < 3 && scanner.peek() >= '0' && scanner.peek() <= '7'; digits++) {
            value = value * 8 + scanner.peek() - '0';
            scanner.advance();
        }
        if (value > MAX_OCTAL) {
            throw scanner.failure(place, "an octal escape of at most \\377");
        }
        return (char) value;
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
        if (name.matches("o[0-3]?[0-7]{1,2}")) {
            return (char) Integer.parseInt(name.substring(1), 8);
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
