package dev.squall.node;

import java.util.List;

/**
 * An append-only sequence of records that survives crashes.
 *
 * <p>Fault model: records that {@link #sync()} has confirmed survive every crash. A crash keeps some prefix of the
 * records appended since then, which may be all or none. A record torn in the middle is dropped with all records after
 * it.
 */
public interface StableStorage {

    /** Returns an unmodifiable snapshot of all records, oldest first. */
    List<StableRecord> read();

    /**
     * Appends a record, which is durable only after the next {@link #sync()}.
     *
     * @throws StorageException * if the medium fails, as for {@link #sync()}
     */
    void append(StableRecord record);

    /**
     * Makes everything appended so far durable.
     *
     * @throws StorageException if the medium fails, for instance because it is full; the node should then crash
     */
    void sync();

    /**
     * Replaces the whole content by {@code records}, atomically and durably: a crash leaves either the old content or
     * the new. Used for log compaction.
     *
     * @throws StorageException * if the medium fails, as for {@link #sync()}
     */
    void replace(List<? extends StableRecord> records);
}
