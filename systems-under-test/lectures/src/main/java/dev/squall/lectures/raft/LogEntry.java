package dev.squall.lectures.raft;

/**
 * One entry of the log.
 *
 * @param term the term of the leader that appended it, at least 1
 * @param command the command for the state machine
 */
public record LogEntry(long term, Command command) {}
