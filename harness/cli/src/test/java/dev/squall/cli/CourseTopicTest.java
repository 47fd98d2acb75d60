package dev.squall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.claims.CourseTopic;
import dev.squall.system.Claim;
import dev.squall.system.ExperimentDraft;
import dev.squall.system.Systems;
import dev.squall.system.Trial;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTopicTest {

    private static final List<Claim> CLAIMS = List.of(
            claim("raft-liveness", "6.1, 6.2"),
            claim("raft-log-matching", "6.2"),
            claim("fifo-link-recovery", "2.3"),
            claim("fifo-link", "2.3"),
            claim("2pc-atomic", "7.1"),
            claim("of-another-course", "16.2"));

    private static Claim claim(String id, String lecture) {
        return new Claim(id, lecture, "it holds", Trial.survives(ExperimentDraft.on("system"), 1));
    }

    private static List<String> selected(String word) {
        return CourseTopic.selected(word, CLAIMS).stream().map(Claim::id).toList();
    }

    @Test
    void courseHas23Topics() {
        assertThat(CourseTopic.all())
                .hasSize(23)
                .extracting(CourseTopic::number)
                .isSorted();
    }

    @Test
    void everyInstalledClaimHasATopic() {
        assertThat(Systems.installed().claims())
                .allMatch(claim -> CourseTopic.of(claim).isPresent());
    }

    @Test
    void claimsAreInTheOrderOfTheCourse() {
        assertThat(CourseTopic.inOrder(CLAIMS))
                .extracting(Claim::id)
                .containsExactly(
                        "fifo-link-recovery",
                        "fifo-link",
                        "raft-liveness",
                        "raft-log-matching",
                        "2pc-atomic",
                        "of-another-course");
    }

    @Test
    void claimBelongsToItsFirstTopic() {
        assertThat(CourseTopic.of(CLAIMS.get(0)).map(CourseTopic::heading)).contains("6.1 Consensus");
        assertThat(CourseTopic.of(CLAIMS.get(5))).isEmpty();
    }

    @Test
    void wholeNameSelectsOneClaim() {
        assertThat(selected("fifo-link")).containsExactly("fifo-link");
    }

    @Test
    void beginningOfNamesAndLecturesSelectSeveral() {
        assertThat(selected("raft")).containsExactly("raft-liveness", "raft-log-matching");
        assertThat(selected("6.2")).containsExactly("raft-liveness", "raft-log-matching");
        assertThat(selected("6")).containsExactly("raft-liveness", "raft-log-matching");
        assertThat(selected("6.1")).containsExactly("raft-liveness");
        assertThat(selected("raft-l")).containsExactly("raft-liveness", "raft-log-matching");
        assertThat(selected("fifo-link-rec")).containsExactly("fifo-link-recovery");
        assertThat(selected("2")).containsExactly("fifo-link-recovery", "fifo-link");
    }

    @Test
    void nothingElseSelects() {
        assertThat(selected("aft")).isEmpty();
        assertThat(selected("")).isEmpty();
        assertThat(selected("1")).isEmpty();
    }
}
