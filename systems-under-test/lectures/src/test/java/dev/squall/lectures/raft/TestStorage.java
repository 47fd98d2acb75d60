package dev.squall.lectures.raft;

import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.ArrayList;
import java.util.List;

/** A disk in memory. A crash keeps the synced records, and as many others as the test demands. */
final class TestStorage implements StableStorage {

    private final Runnable beforeEachCall;
    private List<StableRecord> records = new ArrayList<>();
    private int synced;
    private int syncs;

    /** @param beforeEachCall may throw, to end a node in the middle of a handler */
    TestStorage(Runnable beforeEachCall) {
        this.beforeEachCall = beforeEachCall;
    }

    @Override
    public List<StableRecord> read() {
        return List.copyOf(records);
    }

    @Override
    public void append(StableRecord record) {
        beforeEachCall.run();
        records.add(record);
    }

    @Override
    public void sync() {
        beforeEachCall.run();
        synced = records.size();
        syncs++;
    }

    @Override
    public void replace(List<? extends StableRecord> replacement) {
        beforeEachCall.run();
        records = new ArrayList<>(replacement);
        synced = records.size();
    }

    int unsynced() {
        return records.size() - synced;
    }

    int syncs() {
        return syncs;
    }

    void crash(int unsyncedKept) {
        records.subList(synced + unsyncedKept, records.size()).clear();
        synced = records.size();
    }
}
