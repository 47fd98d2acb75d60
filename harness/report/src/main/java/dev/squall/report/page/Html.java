package dev.squall.report.page;

import java.net.URI;
import java.net.URISyntaxException;

/** Escaping of text and paths in HTML. */
public final class Html {

    private Html() {}

    /** Escapes a text for use in an element or in a quoted attribute. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isShown(c) ? c : '\uFFFD');
            }
        }
        return out.toString();
    }

    /** Returns the relative URL of a path with slashes, with all special characters encoded. */
    public static String href(String path) {
        try {
            return "./" + new URI(null, null, "/" + path, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("a path that no address can name: " + path, e);
        }
    }

    private static boolean isShown(char c) {
        return c >= ' ' || c == '\n' || c == '\t';
    }
}
