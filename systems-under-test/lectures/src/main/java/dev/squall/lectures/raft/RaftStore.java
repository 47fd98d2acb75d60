package dev.squall.lectures.raft;

import dev.squall.lectures.raft.RaftRecords.CommitLength;
import dev.squall.lectures.raft.RaftRecords.EntryAppended;
import dev.squall.lectures.raft.RaftRecords.LogTruncated;
import dev.squall.lectures.raft.RaftRecords.SnapshotTaken;
import dev.squall.lectures.raft.RaftRecords.TermAndVote;
import dev.squall.node.Environment;
import dev.squall.node.StableRecord;
import dev.squall.node.StableStorage;
import java.util.ArrayList;
import java.util.List;

/**
 * Term, vote and log of a node, on stable storage. The store makes and journals every change of the log. A change is
 * stable after the next {@link #sync()}. A crash keeps only a prefix of the unsynced changes, so recovery restores some
 * state that the node had before.
 */
final class RaftStore {

    private final Environment environment;
    private final StableStorage storage;
    private TermAndVote termAndVote = new TermAndVote(0, null);
    private RaftLog log = new RaftLog(Snapshot.EMPTY);
    private long recoveredCommitLength;
    private boolean unsynced;

    /** Reads the records of earlier lives. */
    RaftStore(Environment environment) {
        this.environment = environment;
        this.storage = environment.storage();
        for (StableRecord record : storage.read()) {
            replay(record);
        }
        environment.journal(new RaftFacts.Recovered(
                termAndVote.term(),
                termAndVote.votedFor(),
                log.start(),
                log.snapshot().lastTerm(),
                log.entryTerms()));
    }

    private void replay(StableRecord record) {
        if (record instanceof TermAndVote stored) {
            termAndVote = stored;
        } else if (record instanceof EntryAppended stored) {
            log.append(stored.entry());
        } else if (record instanceof LogTruncated stored) {
            log.truncate(stored.length());
        } else if (record instanceof CommitLength stored) {
            recoveredCommitLength = stored.length();
        } else if (record instanceof SnapshotTaken stored) {
            log = new RaftLog(stored.snapshot());
        } else {
            throw new IllegalStateException("The stable storage holds a record of "
                    + record.getClass().getName() + ", which is none of Raft's: give each node a storage of its own.");
        }
    }

    /** Returns the stored term and vote. */
    TermAndVote termAndVote() {
        return termAndVote;
    }

    /** Returns the log. The caller must not change the log. */
    RaftLog log() {
        return log;
    }

    /** Returns the commit length stored by earlier lives, at most the length of the log. */
    long recoveredCommitLength() {
        return Math.min(recoveredCommitLength, log.length());
    }

    void putTermAndVote(long term, String votedFor) {
        termAndVote = new TermAndVote(term, votedFor);
        put(termAndVote);
    }

    /**
     * Stores the commit length as a hint, without a sync. Losing the commit length is safe, because a leader sends it
     * again. If the commit length survives a crash, the committed entries survive too, because they were stored
     * earlier.
     */
    void putCommitLength(long length) {
        storage.append(new CommitLength(length));
    }

    /** Appends an entry to the log. */
    void append(LogEntry entry) {
        long index = log.length();
        log.append(entry);
        put(new EntryAppended(index, entry));
        environment.journal(new RaftFacts.Appended(index, entry.term(), entry.command()));
    }

    /**
     * Replaces the entries of the log from index {@code prefixLength} on with a leader's entries, as far as the two
     * differ.
     *
     * @param prefixLength length of a prefix on which the log agrees with the leader's log
     * @return the smallest index of an entry that was removed; the log's length if no entry was removed
     */
    long appendEntries(long prefixLength, List<LogEntry> suffix) {
        long truncatedLength = Long.MAX_VALUE;
        for (int i = 0; i < suffix.size(); i++) {
            long index = prefixLength + i;
            LogEntry entry = suffix.get(i);
            if (index < log.start() || index < log.length() && log.get(index).term() == entry.term()) {
                continue;
            }
            // The log is truncated at the first conflict, not at the prefix, because entries before the conflict may
            // have been acknowledged. A crash that loses the new entries must not lose acknowledged entries.
            if (index < log.length()) {
                truncate(index);
                truncatedLength = index;
            }
            append(entry);
        }
        return Math.min(truncatedLength, log.length());
    }

    /** Removes the log's entries from index {@code length} on. {@code length} is at least the log's start. */
    void truncate(long length) {
        log.truncate(length);
        put(new LogTruncated(length));
        environment.journal(new RaftFacts.Truncated(length));
    }

    /**
     * Replaces the log's first entries with a longer snapshot, as {@link RaftLog#replacePrefix} does. The method also
     * replaces all records atomically with the fewest records that restore the same state. The change is stable
     * immediately.
     */
    void compact(Snapshot snapshot) {
        log.replacePrefix(snapshot);
        List<StableRecord> records = new ArrayList<>();
        records.add(termAndVote);
        records.add(new SnapshotTaken(snapshot));
        for (long index = log.start(); index < log.length(); index++) {
            records.add(new EntryAppended(index, log.get(index)));
        }
        storage.replace(records);
        unsynced = false;
    }

    /** Makes all changes stable. */
    void sync() {
        if (unsynced) {
            storage.sync();
            unsynced = false;
        }
    }

    private void put(StableRecord record) {
        storage.append(record);
        unsynced = true;
    }
}
