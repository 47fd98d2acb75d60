package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The completion script, in the shells that read it. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for bash and zsh")
class CompletionTest {

    /** Prints the completions of the words, the last of which is unfinished. */
    private static final String ASK =
            """
            source "$1"
            shift
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            _complete_squall
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    private Path script;

    @BeforeEach
    void printScript() throws IOException {
        Squall.Result result = Squall.run("completion");
        assertThat(result.exitCode()).isZero();
        assertThat(result.err()).isEmpty();
        script = Files.writeString(folder.resolve("squall-completion"), result.out());
    }

    private List<String> shell(String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process shell = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(output);
        assertThat(shell.exitValue()).as(lines.toString()).isZero();
        return lines;
    }

    private List<String> completions(String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", ASK, "bash", script.toString(), "squall"));
        command.addAll(List.of(words.split(" ", -1)));
        return shell(command.toArray(String[]::new));
    }

    @Test
    void bashAcceptsTheScript() throws Exception {
        assertThat(shell("bash", "-n", script.toString())).isEmpty();
    }

    @Test
    void zshAcceptsTheScript() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/zsh")), "there is no zsh at /bin/zsh to read the script");
        assertThat(shell("/bin/zsh", "-f", "-c", "autoload -U +X compinit && compinit -u && source " + script))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "le                            | lectures",
                "run raft-kv-vo                | raft-kv-vote-not-stable",
                "run raft-kv --fau             | --faults",
                "run raft-kv --faults part     | partition",
                "run raft-kv --workload lin    | lin-kv",
                "run raft-kv --world sim       | simulated",
                "lectures two-gen              | two-generals",
                "sweep raft-kv-vote            | raft-kv-vote-not-stable",
                "mutate raft-kv --runs-p       | --runs-per-mutant",
                "gallery raft-kv-vote          | raft-kv-vote-not-stable",
                "check --model cas             | cas-register",
                "image pr                      | prune"
            })
    void bashCompletes(String words, String expected) throws Exception {
        assertThat(completions(words))
                .anySatisfy(name -> assertThat(name.strip()).startsWith(expected));
    }

    @Test
    void scriptIsTheSameEachTime() throws IOException {
        assertThat(Squall.run("completion").out()).isEqualTo(Files.readString(script));
    }
}
