package dev.squall.lectures.raft;

/** Role of a node in its current term. */
enum Role {
    FOLLOWER,
    CANDIDATE,
    LEADER
}
