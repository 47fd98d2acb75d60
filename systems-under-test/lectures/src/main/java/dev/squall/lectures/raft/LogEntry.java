package dev.squall.lectures.raft;

/**
 * One entry of the log.
 *
 * @param term term of the leader that created the entry, at least 1
 * @param command command for the state machine
 */
public record LogEntry(long term, Command command) {}
