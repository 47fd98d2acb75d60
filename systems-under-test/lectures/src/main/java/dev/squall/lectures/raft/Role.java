package dev.squall.lectures.raft;

/** What a node is in its current term. */
enum Role {
    FOLLOWER,
    CANDIDATE,
    LEADER
}
