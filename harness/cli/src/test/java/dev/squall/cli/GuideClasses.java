package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles what a guide lists, and runs commands that use it in a JVM of their own. */
final class GuideClasses {

    private static final long COMMAND_SECONDS_MAX = 200;

    private static final Pattern LISTING = Pattern.compile("(?ms)^`([\\w/.-]+)`\n\n```\\w+\n(.*?)^```");

    private GuideClasses() {}

    /** A guide's listings as a jar, and the number of their lines. */
    record Listings(Path jar, int lines) {}

    /** Compiles the listings of a guide into a jar in the folder. */
    static Listings jar(Path guide, Path folder) throws IOException {
        Path sources = folder.resolve("sources");
        Path classes = Files.createDirectory(folder.resolve("classes"));
        int lines = 0;
        Matcher listing = LISTING.matcher(Files.readString(guide));
        while (listing.find()) {
            boolean isSource = listing.group(1).endsWith(".java");
            Path file = (isSource ? sources : classes).resolve(listing.group(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, listing.group(2));
            lines += (int) listing.group(2).lines().count();
        }
        compile(sources, classes);
        Path jar = folder.resolve("added.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream content = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                content.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                content.write(Files.readAllBytes(file));
            }
        }
        return new Listings(jar, lines);
    }

    /** Compiles every source below a folder. */
    static void compile(Path sources, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments.toArray(String[]::new)))
                .as(() -> complaints.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    /** Returns what a command prints, then its exit code. Its runs are kept in {@code folder/runs}. */
    static String squall(Path folder, String classPath, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsquall.runs=" + folder.resolve("runs"),
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "squall", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(COMMAND_SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output) + "exit " + process.exitValue();
    }
}
