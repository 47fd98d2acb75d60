package dev.squall.jepsen;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Class path of Jepsen, Knossos and Elle, which are not part of this project.
 *
 * @param entries jars and folders, in order
 */
public record JepsenClasspath(List<Path> entries) {

    /**
     * System property with the class path that the launcher finds, or that a build sets, in the form of {@code
     * --jepsen-classpath}.
     */
    public static final String PROPERTY = "squall.jepsen.classpath";

    private static final String KNOSSOS = "knossos/competition";
    private static final String ELLE = "elle/list_append";
    private static final String JEPSEN = "jepsen/core";
    private static final String JARS = File.separator + "*";

    public JepsenClasspath {
        entries = List.copyOf(entries);
    }

    /**
     * Parses a class path in Java's syntax, where {@code folder/*} stands for the jars of a folder.
     *
     * @throws IllegalArgumentException if an entry does not exist; the message is one sentence
     */
    public static JepsenClasspath parse(String text) {
        List<Path> entries = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator)) {
            if (entry.isBlank()) {
                continue;
            }
            boolean jars = entry.endsWith(JARS);
            Path path = Path.of(jars ? entry.substring(0, entry.length() - JARS.length()) : entry)
                    .toAbsolutePath();
            if (jars ? !Files.isDirectory(path) : !Files.exists(path)) {
                throw new IllegalArgumentException(
                        "the class path of Jepsen names " + entry + ", which is not there; expected jars and folders");
            }
            entries.addAll(jars ? jarsOf(path) : List.of(path));
        }
        return new JepsenClasspath(entries);
    }

    /** Returns the class path in the system property {@value #PROPERTY}; empty if the property is not set. */
    public static JepsenClasspath ofProperty() {
        return parse(System.getProperty(PROPERTY, ""));
    }

    private static List<Path> jarsOf(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true if the class path contains Knossos. */
    public boolean hasKnossos() {
        return has(KNOSSOS);
    }

    /** Returns true if the class path contains Elle. */
    public boolean hasElle() {
        return has(ELLE);
    }

    /** Returns true if the class path contains Jepsen. */
    public boolean hasJepsen() {
        return has(JEPSEN);
    }

    private boolean has(String namespace) {
        URL[] urls = entries.stream().map(JepsenClasspath::url).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, JepsenClasspath.class.getClassLoader())) {
            return loader.getResource(namespace + ".clj") != null
                    || loader.getResource(namespace + "__init.class") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("the class path of Jepsen names " + path + ", which is no file", e);
        }
    }

    /** Returns these entries and then those of the running JVM, as absolute paths, for a child process. */
    String withOurs() {
        List<String> all = new ArrayList<>();
        entries.forEach(entry -> all.add(entry.toString()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            all.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, all);
    }

    /** Returns a sentence with advice for a missing Knossos. */
    public static String howToGetKnossos() {
        return howToGet("Knossos");
    }

    /** Returns a sentence with advice for a missing Elle. */
    public static String howToGetElle() {
        return howToGet("Elle");
    }

    private static String howToGet(String engine) {
        return engine + " was not found; './mvnw -Pjepsen -DskipTests package' fetches it with Jepsen from Clojars, or"
                + " --jepsen-classpath names its jars and folders";
    }
}
