package dev.squall.world.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.squall.node.Message;
import dev.squall.world.Latency;
import dev.squall.world.docker.engine.DockerEngine;
import dev.squall.world.docker.image.Libraries;
import dev.squall.world.docker.image.NodeImage;
import dev.squall.world.realtime.RealTimeSettings;
import dev.squall.world.realtime.RealTimeline;
import dev.squall.world.realtime.RunningCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** A cluster of {@link RelayProgram}s in containers. Only messages between nodes are counted. */
final class RunningContainers extends RunningCluster<DockerCluster> {

    private static final long DEADLINE_SECONDS = 60;

    final String run;
    private long words;

    RunningContainers(DockerEngine engine, List<String> nodeIds, Path folder, boolean haveOwnDisks) throws Exception {
        this(engine, name(), nodeIds, folder, haveOwnDisks, Latency.NONE);
    }

    RunningContainers(DockerEngine engine, List<String> nodeIds, Path folder, Latency latency) throws Exception {
        this(engine, name(), nodeIds, folder, false, latency);
    }

    private static String name() {
        return "squall-test-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private RunningContainers(
            DockerEngine engine, String run, List<String> nodeIds, Path folder, boolean haveOwnDisks, Latency latency)
            throws Exception {
        super(
                new RealTimeline(),
                timeline -> {
                    Libraries libraries = Libraries.of(RelayProgram.class);
                    String image = new NodeImage(engine, words -> {}).ensure(libraries);
                    ContainerCommand command = new ContainerCommand(image, libraries, Map.of(), 1);
                    RealTimeSettings settings = new RealTimeSettings(nodeIds, command, RelayProgram.VOCABULARY, folder);
                    SplittableRandom random = new SplittableRandom(2);
                    return haveOwnDisks
                            ? new DockerCluster.WithDisks(engine, timeline, random, run, settings, latency)
                            : new DockerCluster(engine, timeline, random, run, settings, latency);
                },
                DEADLINE_SECONDS);
        this.run = run;
        awaitReady();
    }

    /** Asks {@code from} to relay a word, and waits for its reply. */
    RelayProgram.RelayOk relay(String from, String to, String word) throws Exception {
        return relay(from, to, word, true);
    }

    RelayProgram.RelayOk relay(String from, String to, String word, boolean synced) throws Exception {
        return (RelayProgram.RelayOk) ask(from, new RelayProgram.Relay(to, word, synced));
    }

    /** Asks {@code from} to relay a word without waiting for a reply. */
    void tell(String from, String to, String word) throws Exception {
        send(from, new RelayProgram.Relay(to, word, true));
    }

    /** Makes it relay words until the receiver has heard one. */
    void relayUntilHeard(String from, String to) throws Exception {
        String word = from + "-" + to + "-" + words++;
        long deadline = deadlineNanos();
        while (!heard().contains(word)) {
            assertThat(System.nanoTime()).as("%s is heard", word).isLessThan(deadline);
            relay(from, to, word);
        }
    }

    /** Returns all words in the nodes' journals. */
    List<String> heard() {
        return facts.stream()
                .map(noted -> ((RelayProgram.Heard) noted.fact()).word())
                .toList();
    }

    @Override
    public void onMessage(MessageEvent event, long messageNumber, Message message) {
        if (!message.isFromClient() && !Message.isClient(message.destination())) {
            super.onMessage(event, messageNumber, message);
        }
    }
}
