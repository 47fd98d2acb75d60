/**
 * Point-to-point links, each stronger than the one below it (lecture 2.3 and its exercise).
 *
 * <p>The network is a fair-loss link, which may lose, duplicate and reorder messages. A message that is retransmitted
 * forever eventually arrives. Above the network, {@link dev.squall.lectures.links.ReliableLink} delivers each message
 * exactly once, by retransmission and deduplication. Above a reliable link, {@link dev.squall.lectures.links.FifoLink}
 * delivers messages in the order of sending, by sequence numbers and a hold-back buffer. Both links keep their state in
 * memory, and are correct in the crash-stop model.
 *
 * <p>{@link dev.squall.lectures.links.AuthenticatedLink} turns an arbitrary link into a fair-loss link. On an arbitrary
 * link, an adversary corrupts, forges and replays messages.
 *
 * <p>{@link dev.squall.lectures.links.RecoverableFifoLink} is correct in the crash-recovery model too. The recoverable
 * link uses the fair-loss link directly, by the end-to-end argument (Saltzer, Reed and Clark, 1984). A reliable link
 * below would acknowledge a message before the recoverable link had stored the message. In a crash, the reliable link
 * would forget the messages still to be retransmitted. So the recoverable link would have to repeat retransmission,
 * acknowledgement and deduplication.
 */
package dev.squall.lectures.links;
