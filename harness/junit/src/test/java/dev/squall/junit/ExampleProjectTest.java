package dev.squall.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example project and the guide that shows it: its sources compile and pass, and its builds name this version. */
class ExampleProjectTest {

    private static final Path PROJECT = Path.of("example");
    private static final Path GUIDE = Path.of("README.md");
    private static final Path TEST_SOURCE = PROJECT.resolve("src/test/java/example/RegisterChaosTest.java");

    @TempDir
    private Path classes;

    @Test
    void testsOfTheProjectPass() throws Exception {
        compile();
        URL[] path = {classes.toUri().toURL()};

        try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
            Launch.of(loader.loadClass("example.RegisterChaosTest"))
                    .testEvents()
                    .assertStatistics(statistics -> statistics.succeeded(6).failed(0));
        }
    }

    private void compile() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, complaints, arguments.toArray(String[]::new)))
                .as(() -> complaints.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    @Test
    void guideShowsTheTestAndTheDependencies() throws IOException {
        assertThat(block("java")).isEqualTo(Files.readString(TEST_SOURCE));
        assertThat(Files.readString(PROJECT.resolve("pom.xml"))).contains(block("xml"));
    }

    private static String block(String language) throws IOException {
        String fence = "```" + language + "\n";
        String guide = Files.readString(GUIDE);
        int start = guide.indexOf(fence) + fence.length();
        return guide.substring(start, guide.indexOf("```", start));
    }

    @Test
    void bothBuildsHaveTheSameDependenciesInThisVersion() throws IOException {
        Set<String> maven = found(
                "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>"
                        + "\\s*<version>(.*?)</version>",
                "pom.xml");
        Set<String> gradle = found("mplementation\\(\"(.*?):(.*?):(.*?)\"\\)", "build.gradle.kts");
        String version = matches("<version>(.*?)</version>", Files.readString(Path.of("pom.xml")))
                .get(0)
                .group(1);

        assertThat(gradle).isEqualTo(maven).contains("dev.squall:squall-junit:" + version);
        assertThat(maven).filteredOn(name -> name.startsWith("dev.squall:")).allMatch(name -> name.endsWith(version));
    }

    private static Set<String> found(String dependency, String build) throws IOException {
        Set<String> names = new TreeSet<>();
        matches(dependency, Files.readString(PROJECT.resolve(build)))
                .forEach(match -> names.add(match.group(1) + ":" + match.group(2) + ":" + match.group(3)));
        return names;
    }

    private static List<MatchResult> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
