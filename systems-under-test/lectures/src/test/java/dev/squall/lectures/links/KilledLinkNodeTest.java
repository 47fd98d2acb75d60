package dev.squall.lectures.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.check.Validity;
import dev.squall.check.Verdict;
import dev.squall.check.delivery.LinkProperty;
import dev.squall.lectures.links.LinkProcesses.Noted;
import dev.squall.node.Environment;
import dev.squall.node.protocol.LinkFacts.Delivered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests a process that is killed after it has stored a delivery and before it has journalled it. Node n2 has delivered
 * message 2, and dies with the fact.
 */
@Timeout(240)
class KilledLinkNodeTest {

    private static final long HELD = 2;
    /**
     * Name of a file in the folder of n2, the working folder of its process. The file says that n2 has delivered the
     * message and hangs.
     */
    private static final String MARK = "held";

    @TempDir
    private Path folder;

    /** Returns a receiver that delivers messages, and hangs for ever after the first delivery of {@link #HELD}. */
    private static Link.Receiver holding(Link.Receiver above) {
        return (from, message) -> {
            above.deliver(from, message);
            if (message.equals(HELD) && isFirstTime()) {
                while (true) {
                    LockSupport.park();
                }
            }
        };
    }

    private static boolean isFirstTime() {
        try {
            Files.createFile(Path.of(MARK));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sound link: a delivery is stored and synced before the layer above receives the message. */
    public static final class Storing extends LinkProgram {

        @Override
        protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
            return new RecoverableFifoLink(environment, options, holding(above));
        }
    }

    /** The flawed link: after a restart it waits for a message 1 that will not come again. */
    public static final class Forgetting extends LinkProgram {

        @Override
        protected Link newLink(Environment environment, LinkOptions options, Link.Receiver above) {
            return new FifoLink(upper -> new ReliableLink(environment, options, upper), holding(above));
        }
    }

    private void killBetweenDeliveringAndTelling(LinkProcesses nodes) throws Exception {
        nodes.send(1);
        nodes.awaitAcknowledgements();
        nodes.send(HELD);
        nodes.await(() -> Files.exists(folder.resolve("n2").resolve(MARK)));
        nodes.killAndRestart("n2");
        nodes.awaitAcknowledgements();
        assertThat(nodes.facts())
                .contains(new Noted("n2", 0, new Delivered("n1", 1L)))
                .doesNotContain(
                        new Noted("n2", 0, new Delivered("n1", HELD)), new Noted("n2", 1, new Delivered("n1", HELD)));
    }

    private static Verdict noLoss(List<Verdict> verdicts) {
        return verdicts.get(LinkProperty.NO_LOSS.ordinal());
    }

    @Test
    void whatASoundNodeHadStoredAndCouldNotTellIsDelivered() throws Exception {
        try (LinkProcesses nodes = new LinkProcesses(new Storing(), folder)) {
            killBetweenDeliveringAndTelling(nodes);
            nodes.send(3);
            nodes.awaitAcknowledgements();

            List<Verdict> verdicts = nodes.verdicts();
            assertThat(verdicts).extracting(Verdict::validity).containsOnly(Validity.VALID);
            assertThat(noLoss(verdicts).details()).containsEntry("delivered", 3L);
        }
    }

    @Test
    void whatANodeThatStoresNothingCouldNotTellIsNotHeldAgainstIt() throws Exception {
        try (LinkProcesses nodes = new LinkProcesses(new Forgetting(), folder)) {
            killBetweenDeliveringAndTelling(nodes);

            List<Verdict> verdicts = nodes.verdicts();
            assertThat(verdicts).extracting(Verdict::validity).containsOnly(Validity.UNKNOWN);
            assertThat(noLoss(verdicts).summary()).startsWith("n2 has not noted the delivery of 2 ");
        }
    }

    @Test
    void aNodeThatForgetsIsCaughtByWhatIsSentToItsNextLife() throws Exception {
        try (LinkProcesses nodes = new LinkProcesses(new Forgetting(), folder)) {
            killBetweenDeliveringAndTelling(nodes);
            nodes.send(3);
            nodes.awaitAcknowledgements();

            Verdict verdict = noLoss(nodes.verdicts());
            assertThat(verdict.anomaly()).isEqualTo("message-lost");
            assertThat(verdict.summary()).startsWith("n2 never delivered 3 ");
        }
    }
}
