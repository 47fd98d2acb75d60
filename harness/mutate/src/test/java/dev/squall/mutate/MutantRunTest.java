package dev.squall.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.mutate.MutantVerdict.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MutantRunTest {

    private static final String LINK = "dev.squall.lectures.links.ReliableLink";

    private static MutantRun runs(int runs) {
        return new MutantRun(LinkMutants.settings(runs), LinkMutants.SYSTEM, LinkMutants.ALL, number -> {});
    }

    @Test
    void originalSurvives() {
        MutantVerdict verdict = runs(20).runOriginal();

        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Kind.SURVIVED);
        assertThat(verdict.runs()).isEqualTo(20);
        assertThat(verdict.vacuous()).isLessThan(20);
    }

    @Test
    void linkThatSendsNothingAgainIsKilledByTheLinksProperty() {
        MutantVerdict verdict = runs(20).run(LinkMutants.noRetransmission());

        assertThat(verdict.kind()).as(verdict.toString()).isEqualTo(Kind.KILLED);
        assertThat(verdict.properties()).contains("link-no-loss");
    }

    @Test
    void mutantIsKilledInTheSameRunEachTime() {
        List<Integer> begun = new ArrayList<>();
        MutantRun counted = new MutantRun(LinkMutants.settings(20), LinkMutants.SYSTEM, LinkMutants.ALL, begun::add);

        MutantVerdict verdict = counted.run(LinkMutants.noRetransmission());

        assertThat(begun).hasSize(verdict.runs());
        assertThat(runs(20).run(LinkMutants.noRetransmission())).isEqualTo(verdict);
    }

    @Test
    void mutantDoesNotChangeTheOriginal() {
        runs(1).run(LinkMutants.noRetransmission());

        assertThat(runs(5).runOriginal().kind()).isEqualTo(Kind.SURVIVED);
    }

    @Test
    void mutantThatThrowsHasCrashedAndIsNotKilled() {
        MutantVerdict verdict = runs(3).run(LinkMutants.noLink());

        assertThat(verdict.kind()).isEqualTo(Kind.CRASHED);
        assertThat(verdict.runs()).isEqualTo(1);
        assertThat(verdict.properties()).isEmpty();
        assertThat(verdict.detail()).contains("NullPointerException");
    }

    @Test
    void classThatCannotBeLoadedIsBroken() {
        byte[] half = LinkMutants.ALL.classFile(LinkMutants.noRetransmission());
        half = java.util.Arrays.copyOf(half, half.length / 2);

        MutantVerdict verdict = runs(3).run(Map.of(LINK, half));

        assertThat(verdict.kind()).isEqualTo(Kind.BROKEN);
        assertThat(verdict.runs()).isZero();
        assertThat(verdict.detail()).contains("ClassFormatError");
    }
}
