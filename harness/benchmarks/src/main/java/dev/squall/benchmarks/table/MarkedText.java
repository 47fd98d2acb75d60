package dev.squall.benchmarks.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Part of a Markdown file that a program writes, between two marks.
 *
 * @param writer name of the program, which the marks contain
 */
public record MarkedText(String writer) {

    private String mark(String which) {
        return "<!-- written by " + writer + ": " + which + " -->";
    }

    /**
     * Replaces the text between the marks.
     *
     * @throws IOException if the file cannot be read or written
     * @throws IllegalArgumentException if the file does not contain the marks
     */
    public void replace(Path file, String text) throws IOException {
        String content = Files.readString(file);
        int begin = content.indexOf(mark("begin"));
        int end = content.indexOf(mark("end"));
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(file + " lacks the marks " + mark("begin") + " and " + mark("end"));
        }
        String before = content.substring(0, begin);
        Files.writeString(file, before + mark("begin") + "\n\n" + text + "\n" + content.substring(end));
    }
}
