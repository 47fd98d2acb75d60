/**
 * Point-to-point links, each stronger than the one below it (lecture 2.3 and its exercise).
 *
 * <p>The network is a fair-loss link: it may lose, duplicate and reorder messages, but a message that is sent again and
 * again arrives in the end. {@link dev.squall.lectures.links.ReliableLink} stands on it. By retransmission and
 * deduplication, it delivers each message exactly once. {@link dev.squall.lectures.links.FifoLink} stands on a reliable
 * link. By sequence numbers and a hold-back buffer, it delivers in the order of sending. Both keep their state in
 * memory, and hold in the crash-stop model.
 *
 * <p>{@link dev.squall.lectures.links.AuthenticatedLink} makes a fair-loss link of an arbitrary one, on which an
 * adversary corrupts, forges and replays messages.
 *
 * <p>{@link dev.squall.lectures.links.RecoverableFifoLink} holds in the crash-recovery model too. It stands directly on
 * the fair-loss link, by the end-to-end argument (Saltzer, Reed and Clark, 1984). A reliable link below would
 * acknowledge a message before this link had it on stable storage. In a crash it would forget the messages that it
 * still had to retransmit. So this link would have to repeat retransmission, acknowledgement and deduplication.
 */
package dev.squall.lectures.links;
