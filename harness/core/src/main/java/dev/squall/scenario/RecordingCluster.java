package dev.squall.scenario;

import dev.squall.fault.Fault;
import dev.squall.fault.FaultRule;
import dev.squall.node.Message;
import dev.squall.run.loop.Script.ScriptedFault;
import dev.squall.world.Cluster;
import dev.squall.world.ClusterObserver;
import dev.squall.world.Faculty;
import dev.squall.world.KillEvidence;
import dev.squall.world.LinkRule;
import dev.squall.world.Network;
import dev.squall.world.StorageFault;
import dev.squall.world.Timeline;
import dev.squall.world.WriteLoss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A cluster that remembers which faults were injected, and when each was undone. */
final class RecordingCluster implements Cluster {

    private static final String LIFE = "life of ";
    private static final String PAUSE = "pause of ";
    private static final String CLOCK = "clock of ";

    /** A fault that is in force. */
    private record Begun(long atNanos, Fault fault) {}

    private final Cluster cluster;
    private final Timeline timeline;
    /** By what can have only one fault at a time. */
    private final Map<Object, Begun> inForce = new LinkedHashMap<>();

    private final List<ScriptedFault> over = new ArrayList<>();

    RecordingCluster(Cluster cluster, Timeline timeline) {
        this.cluster = cluster;
        this.timeline = timeline;
        cluster.network().observe(this::onRule);
    }

    /** The faults so far, by their beginnings; what is still in force lasts to the end of the safety phase. */
    List<ScriptedFault> faults() {
        List<ScriptedFault> all = new ArrayList<>(over);
        inForce.values().forEach(begun -> all.add(new ScriptedFault(begun.atNanos, Long.MAX_VALUE, begun.fault)));
        all.sort(Comparator.comparingLong(ScriptedFault::atNanos));
        return all;
    }

    private void begin(Object subject, Fault fault) {
        inForce.put(subject, new Begun(timeline.nowNanos(), fault));
    }

    private void end(Object subject) {
        endAt(subject, timeline.nowNanos());
    }

    private void endAt(Object subject, long nanos) {
        Begun begun = inForce.remove(subject);
        if (begun != null) {
            over.add(new ScriptedFault(begun.atNanos, nanos, begun.fault));
        }
    }

    /** A kill ends a pause, after which there is nothing to be resumed: a resumption before it would be another run. */
    private void endPauseByKill(String nodeId) {
        endAt(PAUSE + nodeId, timeline.nowNanos() + 1);
    }

    private void onRule(LinkRule rule, boolean comes) {
        if (!(rule instanceof FaultRule known)) {
            throw new IllegalStateException(rule + " cannot be written down; expected a rule of a known fault");
        }
        if (comes) {
            begin(rule, known.fault());
        } else {
            end(rule);
        }
    }

    @Override
    public KillEvidence kill(String nodeId, WriteLoss loss) {
        KillEvidence evidence = cluster.kill(nodeId, loss);
        if (evidence.wasUp()) {
            endPauseByKill(nodeId);
            begin(LIFE + nodeId, new Fault.Down(nodeId, loss, false));
        }
        return evidence;
    }

    @Override
    public Runnable killAtNextSync(String nodeId, WriteLoss loss, Consumer<KillEvidence> report) {
        long armedNanos = timeline.nowNanos();
        return cluster.killAtNextSync(nodeId, loss, evidence -> {
            if (evidence.wasUp()) {
                endPauseByKill(nodeId);
                inForce.put(LIFE + nodeId, new Begun(armedNanos, new Fault.Down(nodeId, loss, true)));
            }
            report.accept(evidence);
        });
    }

    @Override
    public void restart(String nodeId) {
        end(LIFE + nodeId);
        cluster.restart(nodeId);
    }

    @Override
    public void pause(String nodeId) {
        boolean wasPaused = cluster.isPaused(nodeId);
        cluster.pause(nodeId);
        if (!wasPaused && cluster.isPaused(nodeId)) {
            begin(PAUSE + nodeId, new Fault.Paused(nodeId));
        }
    }

    @Override
    public void resume(String nodeId) {
        end(PAUSE + nodeId);
        cluster.resume(nodeId);
    }

    @Override
    public void setClock(String nodeId, long offsetNanos, long ratePartsPerBillion) {
        cluster.setClock(nodeId, offsetNanos, ratePartsPerBillion);
        end(CLOCK + nodeId);
        if (offsetNanos != 0 || ratePartsPerBillion != 0) {
            begin(CLOCK + nodeId, new Fault.Skewed(nodeId, offsetNanos, ratePartsPerBillion));
        }
    }

    @Override
    public boolean injectStorageFault(String nodeId, StorageFault fault) {
        boolean wasUp = cluster.isUp(nodeId);
        boolean isNew = cluster.injectStorageFault(nodeId, fault);
        if (wasUp && fault == StorageFault.BIT_FLIP) {
            endPauseByKill(nodeId);
        }
        if (isNew) {
            begin(fault + " of " + nodeId, new Fault.BadStorage(nodeId, fault));
        }
        return isNew;
    }

    @Override
    public void healStorageFault(String nodeId, StorageFault fault) {
        end(fault + " of " + nodeId);
        cluster.healStorageFault(nodeId, fault);
    }

    @Override
    public int storageDeaths(String nodeId, StorageFault fault) {
        return cluster.storageDeaths(nodeId, fault);
    }

    @Override
    public List<String> nodeIds() {
        return cluster.nodeIds();
    }

    @Override
    public Set<Faculty> faculties() {
        return cluster.faculties();
    }

    @Override
    public void start(ClusterObserver observer, Runnable whenReady) {
        cluster.start(observer, whenReady);
    }

    @Override
    public boolean send(Message request) {
        return cluster.send(request);
    }

    @Override
    public Network network() {
        return cluster.network();
    }

    @Override
    public boolean isUp(String nodeId) {
        return cluster.isUp(nodeId);
    }

    @Override
    public boolean isPaused(String nodeId) {
        return cluster.isPaused(nodeId);
    }

    @Override
    public boolean hasUnsyncedWrites(String nodeId) {
        return cluster.hasUnsyncedWrites(nodeId);
    }

    @Override
    public long clockOffsetNanos(String nodeId) {
        return cluster.clockOffsetNanos(nodeId);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
