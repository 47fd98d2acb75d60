package dev.squall.cli.print;

import dev.squall.experiment.Durations;
import dev.squall.experiment.Experiment;
import dev.squall.history.Operation;
import dev.squall.history.Operation.Type;
import dev.squall.node.Fact;
import dev.squall.node.Message;
import dev.squall.run.loop.Recorder;
import dev.squall.world.ClusterObserver.MessageEvent;
import java.util.Locale;

/** Recorder that prints the progress of a run. */
public final class ProgressRecorder implements Recorder {

    private final Progress progress;
    private final Experiment experiment;
    private long invocations;
    private long successes;
    private String lastFault = "none yet";

    public ProgressRecorder(Progress progress, Experiment experiment) {
        this.progress = progress;
        this.experiment = experiment;
    }

    @Override
    public void operation(Operation operation) {
        if (!operation.isClient()) {
            lastFault = operation.function();
        } else if (operation.type() == Type.INVOKE) {
            invocations++;
        } else if (operation.type() == Type.OK) {
            successes++;
        }
        progress.report(() -> String.format(
                Locale.ROOT,
                "%.1f s of %s: %,d operations, %,d succeeded; last of the nemesis: %s",
                operation.timeNanos() / 1e9,
                Durations.format(experiment.timeLimitMillis()),
                invocations,
                successes,
                lastFault));
    }

    @Override
    public void notice(String words) {
        progress.notice(words);
    }

    @Override
    public void fact(long timeNanos, String nodeId, int life, Fact fact) {}

    @Override
    public void message(long timeNanos, MessageEvent event, long number, Message message) {}
}
