package dev.squall.lectures.quorum;

import dev.squall.lectures.quorum.QuorumRecords.CounterIssued;
import dev.squall.lectures.quorum.QuorumRecords.LifeBegun;
import dev.squall.lectures.quorum.QuorumRecords.VersionStored;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * State of a node on stable storage: the newest known version of each key, the last issued counter, and the number of
 * lives. A change is stable when its method returns.
 */
final class Replica {

    private final Environment environment;
    private final StableStorage storage;
    private final int compactAbove;
    private final Map<Object, Version> versions = new LinkedHashMap<>();
    private long life;
    private long issuedCounter;
    private int records;

    /**
     * Reads the records of earlier lives, and begins a new life.
     *
     * @param compactAbove number of records above which the replica compacts its storage, in addition to twice the
     *     number of keys
     */
    Replica(Environment environment, int compactAbove) {
        this.compactAbove = compactAbove;
        this.environment = environment;
        this.storage = environment.storage();
        for (StableRecord record : storage.read()) {
            replay(record);
            records++;
        }
        life++;
        put(new LifeBegun(life));
        List<QuorumFacts.Held> held = new ArrayList<>();
        versions.forEach((key, version) -> held.add(new QuorumFacts.Held(key, version.timestamp())));
        environment.journal(new QuorumFacts.Recovered(life, issuedCounter, held));
    }

    private void replay(StableRecord record) {
        if (record instanceof VersionStored stored) {
            versions.put(stored.key(), stored.version());
        } else if (record instanceof CounterIssued issued) {
            issuedCounter = issued.counter();
        } else if (record instanceof LifeBegun begun) {
            life = begun.life();
        } else {
            throw new IllegalStateException("The stable storage holds a record of "
                    + record.getClass().getName()
                    + ", which is none of the quorum store's: give each node a storage of its own.");
        }
    }

    /** Returns the number of this life, from 1 on. The number is unique, even if crashes lose unsynced records. */
    long life() {
        return life;
    }

    /** Returns the newest version of a key, {@link Version#NONE} if the replica has no version. */
    Version version(Object key) {
        return versions.getOrDefault(key, Version.NONE);
    }

    /** Stores a version, unless the replica has the same or a newer version. */
    void store(Object key, Version version) {
        if (version.isNewerThan(version(key))) {
            versions.put(key, version);
            put(new VersionStored(key, version));
            environment.journal(new QuorumFacts.Stored(key, version.timestamp()));
        }
    }

    /** Returns the last stored counter that the node issued, 0 if the node has issued none. */
    long issuedCounter() {
        return issuedCounter;
    }

    /** Stores that the node has issued all counters up to this counter. */
    void storeIssuedCounter(long counter) {
        issuedCounter = counter;
        put(new CounterIssued(counter));
    }

    private void put(StableRecord record) {
        if (records > compactAbove + 2 * versions.size()) {
            compact();
            return;
        }
        storage.append(record);
        storage.sync();
        records++;
    }

    /** Replaces all records with the fewest records that restore the present state. */
    private void compact() {
        List<StableRecord> current = new ArrayList<>();
        current.add(new LifeBegun(life));
        current.add(new CounterIssued(issuedCounter));
        versions.forEach((key, version) -> current.add(new VersionStored(key, version)));
        storage.replace(current);
        records = current.size();
    }
}
