/**
 * Point-to-point links, each stronger than the one that it is built from (lecture 2.3 and its exercise).
 *
 * <p>The network is a fair-loss link: a message may be lost, duplicated and overtaken, but one that is sent over and
 * over arrives in the end. {@link dev.squall.lectures.links.ReliableLink} stands on it and, by retransmission and
 * deduplication, delivers each message exactly once. {@link dev.squall.lectures.links.FifoLink} stands on a reliable
 * link and, by sequence numbers and a hold-back buffer, delivers in the order of sending. Both keep their state in
 * memory, and hold in the crash-stop model.
 *
 * <p>{@link dev.squall.lectures.links.RecoverableFifoLink} holds in the crash-recovery model too. It stands on the
 * fair-loss link again, by the end-to-end argument (Saltzer, Reed and Clark, 1984): a reliable link below would
 * acknowledge a message before this one had it on stable storage, and would forget in a crash what it had still to
 * retransmit, so that retransmission, acknowledgement and deduplication would all have to be done here once more.
 */
package dev.squall.lectures.links;
