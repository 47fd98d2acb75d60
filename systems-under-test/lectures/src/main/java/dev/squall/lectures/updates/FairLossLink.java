package dev.squall.lectures.updates;

import dev.squall.lectures.links.Link;
import dev.squall.lectures.links.LinkMessages.Data;
import dev.squall.node.Environment;
import dev.squall.node.Message;

/** Fair-loss link, which sends directly over the network and may lose, duplicate and reorder messages (lecture 2.3). */
public final class FairLossLink implements Link {

    private final Environment network;
    private final Receiver above;
    private long sentCount;

    /** @param above receiver of the link's deliveries */
    public FairLossLink(Environment network, Receiver above) {
        this.network = network;
        this.above = above;
    }

    @Override
    public void start() {}

    @Override
    public void send(String to, Object message) {
        sentCount++;
        network.send(to, new Data(sentCount, message));
    }

    @Override
    public void receive(Message message) {
        if (message.body() instanceof Data data) {
            above.deliver(message.source(), data.content());
        }
    }

    @Override
    public long backlog(String to) {
        return 0;
    }
}
