package dev.squall.node;

import java.util.List;

/**
 * An append-only sequence of records that survives crashes.
 *
 * <p>Fault model: what {@link #sync()} has confirmed survives every crash. Of what was appended since, a crash keeps
 * any prefix: all of it, part of it (a record torn in the middle is dropped, with all after it), or nothing.
 */
public interface StableStorage {

    /** The records that survived, oldest first, and those appended since: an unmodifiable snapshot. */
    List<StableRecord> read();

    /**
     * Appends a record. It is durable only after the next {@link #sync()}.
     *
     * @throws StorageException as {@link #sync()}
     */
    void append(StableRecord record);

    /**
     * Makes everything appended so far durable.
     *
     * @throws StorageException if the medium refuses, for instance because it is full; the node should then crash
     */
    void sync();

    /**
     * Replaces the whole content by {@code records}, atomically and durably: a crash leaves either the old content or
     * the new. For log compaction.
     *
     * @throws StorageException as {@link #sync()}
     */
    void replace(List<? extends StableRecord> records);
}
