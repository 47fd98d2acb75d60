package dev.squall.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Self-contained HTML file with its styles, scripts and data. The page's content security policy blocks all other
 * scripts and all requests.
 *
 * @param title title in the browser's tab
 * @param header content above the sections; safe HTML
 * @param isServed true if the page's scripts may send requests to the server of the page
 */
public record Page(String title, String header, List<Section> sections, boolean isServed) {

    private static final String FRAME = "page";

    public Page {
        sections = List.copyOf(sections);
    }

    public Page(String title, String header, List<Section> sections) {
        this(title, header, sections, false);
    }

    /** Writes the page; the same page always gives the same characters. */
    public void write(Writer out) throws IOException {
        List<String> scripts = resources(".js");
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(scripts) + "\">\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.write("<title>" + Html.escape(title) + "</title>\n");
        for (String style : resources(".css")) {
            out.write("<style>\n" + style + "</style>\n");
        }
        out.write("</head>\n<body>\n<header>\n" + header + "</header>\n<main>\n");
        for (Section section : sections) {
            writeSection(section, out);
        }
        out.write("</main>\n");
        for (String script : scripts) {
            out.write("<script>" + script + "</script>\n");
        }
        out.write("</body>\n</html>\n");
    }

    private static void writeSection(Section section, Writer out) throws IOException {
        out.write("<section id=\"" + section.id() + "\" aria-labelledby=\"" + section.id() + "-title\">\n");
        out.write("<h2 id=\"" + section.id() + "-title\">" + Html.escape(section.title()) + "</h2>\n");
        out.write(section.html());
        for (Columns data : section.data()) {
            out.write("<script type=\"application/octet-stream\" id=\"data-" + data.name() + "\">");
            out.write(data.encode());
            out.write("</script>\n");
        }
        out.write("</section>\n");
    }

    /** Returns the resources of the page frame, and those of the sections, with this file name ending. */
    private List<String> resources(String ending) {
        List<String> found = new ArrayList<>();
        resource(FRAME + ending).ifPresent(found::add);
        for (Section section : sections) {
            section.parts().forEach(part -> resource(part + ending).ifPresent(found::add));
            resource(section.id() + ending).ifPresent(found::add);
        }
        return found;
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream("/dev/squall/report/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the resource " + name + " of this program cannot be read", e);
        }
    }

    private String policy(List<String> scripts) {
        StringBuilder hashes = new StringBuilder();
        for (String script : scripts) {
            hashes.append(" 'sha256-").append(sha256(script)).append('\'');
        }
        return "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
                + (isServed ? "connect-src 'self'; " : "") + "script-src" + hashes;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
