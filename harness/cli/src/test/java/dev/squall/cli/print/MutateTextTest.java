package dev.squall.cli.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.mutate.Mutant;
import dev.squall.mutate.MutantVerdict;
import dev.squall.mutate.MutantVerdict.Kind;
import dev.squall.mutate.MutationResult;
import dev.squall.mutate.MutationSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutateTextTest {

    private static final MutationSettings SETTINGS = new MutationSettings("some-link", 100, 5_000, 1, 10_000);

    private final StringWriter printed = new StringWriter();
    private final MutateText text = new MutateText(SETTINGS, new PrintWriter(printed));

    private static MutationResult.Entry entry(int line, MutantVerdict verdict) {
        Mutant mutant = new Mutant("a.Link", "send", "()V", line, "Math", "Link.java", line, "removed a call");
        return new MutationResult.Entry(mutant, verdict);
    }

    private static MutantVerdict verdict(Kind kind, int runs, String detail) {
        return new MutantVerdict(kind, runs, List.of(), 0, 0, detail);
    }

    @Test
    void survivorsAndCountsArePrinted() {
        MutationResult result = new MutationResult(
                SETTINGS,
                verdict(Kind.SURVIVED, 100, ""),
                List.of(
                        entry(1, new MutantVerdict(Kind.KILLED, 3, List.of("recovery"), 0, 0, "")),
                        entry(2, new MutantVerdict(Kind.SURVIVED, 100, List.of(), 7, 1, "")),
                        entry(3, verdict(Kind.CRASHED, 2, "NullPointerException")),
                        entry(4, verdict(Kind.EQUIVALENT, 0, "proof: the call does nothing")),
                        entry(5, verdict(Kind.EQUIVALENT, 0, "argument: tried"))));

        text.print(result, false, true);

        assertThat(printed.toString().lines())
                .containsExactly(
                        "line         recovery  survived  other",
                        "Link.java:1         1         .      .",
                        "Link.java:2         .         1      .",
                        "Link.java:3         .         .      1",
                        "Link.java:4         .         .      1",
                        "Link.java:5         .         .      1",
                        "survived Link.java:2 Link.send, removed a call: 100 runs; 7 of them vacuous; 1 of"
                                + " them unknown",
                        "crashed Link.java:3 Link.send, removed a call: run 2; NullPointerException",
                        "score 50.0 %: 1 of 2 mutants were killed by a property; median 3 runs to a kill",
                        "  counted apart: equivalent 2 (1 by proof), crashed 1, timed-out 0, broken 0");
    }

    @Test
    void systemThatViolatesAPropertyItselfHasNoScore() {
        boolean comparable = text.printOriginal(new MutantVerdict(Kind.KILLED, 4, List.of("recovery"), 0, 0, ""));

        assertThat(comparable).isFalse();
        assertThat(printed.toString())
                .startsWith("some-link itself does not survive its runs, so a mutation score would mean nothing: run 4;"
                        + " violated: recovery");
    }
}
