package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class UnacknowledgedTest {

    private static Unacknowledged ofMessages(int count) {
        Unacknowledged unacknowledged = new Unacknowledged();
        for (int i = 0; i < count; i++) {
            unacknowledged.add("message");
        }
        return unacknowledged;
    }

    @Test
    void aSilentNodeGetsOnlyTheOldestFewAgain() {
        Unacknowledged unacknowledged = ofMessages(100);
        unacknowledged.toRetransmit();

        for (int i = 0; i < 3; i++) {
            assertThat(unacknowledged.toRetransmit()).containsOnlyKeys(1L, 2L, 3L, 4L);
        }
    }

    @Test
    void anAcknowledgmentBringsManyAgainAtOnce() {
        Unacknowledged unacknowledged = ofMessages(100);
        unacknowledged.toRetransmit();

        unacknowledged.acknowledged(2);
        assertThat(unacknowledged.toRetransmit())
                .hasSize(64)
                .containsKeys(1L, 65L)
                .doesNotContainKeys(2L, 66L);

        assertThat(unacknowledged.acknowledgedUpTo(10)).isTrue();
        assertThat(unacknowledged.toRetransmit().keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(11, 74).boxed().toList());
    }

    @Test
    void whatWasAcknowledgedBeforeBreaksNoSilence() {
        Unacknowledged unacknowledged = ofMessages(100);
        unacknowledged.acknowledged(1);
        unacknowledged.toRetransmit();

        unacknowledged.acknowledged(1);
        assertThat(unacknowledged.acknowledgedUpTo(1)).isFalse();
        assertThat(unacknowledged.toRetransmit()).containsOnlyKeys(2L, 3L, 4L, 5L);
    }
}
