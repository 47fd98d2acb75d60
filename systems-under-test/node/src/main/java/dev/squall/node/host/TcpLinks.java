package dev.squall.node.host;

import dev.squall.node.Body;
import dev.squall.node.Message;
import dev.squall.node.wire.Control;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Links over TCP. The sender makes one connection for each direction of each pair of nodes. So a packet filter on the
 * port of one node's links cuts exactly the messages to that node.
 *
 * <p>Fault model: fair-loss links. A message is received at most once, in the order of sending on its link, and never
 * from an ended life of the sender.
 *
 * <p>A message is lost if its connection breaks, the queue is full, or the link does not send the message within {@link
 * PeerLink#PATIENCE_MILLIS}. Without faults, a link loses nothing.
 */
final class TcpLinks implements Links {

    private final ServerSocket server;
    private final BlockingQueue<Runnable> events;
    private final Map<String, PeerLink> links = new LinkedHashMap<>();
    private final Disturbances disturbances = new Disturbances();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor(TcpLinks::daemon);
    private String nodeId;
    private int life;
    private long count;
    private Consumer<String> receive;
    private Consumer<Message> tell;

    /**
     * @param server the socket that accepts connections of other nodes' links
     * @param events the queue of work for the node's thread
     */
    TcpLinks(ServerSocket server, BlockingQueue<Runnable> events) {
        this.server = server;
        this.events = events;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "late messages");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void open(Control.SquallLinks opening, Consumer<String> receive, Consumer<Message> tell) {
        this.nodeId = opening.nodeId();
        this.life = opening.life();
        this.receive = receive;
        this.tell = tell;
        opening.addresses().forEach((peer, address) -> {
            if (!peer.equals(nodeId)) {
                PeerLink link = new PeerLink(nodeId, life, peer, parse(address), this::loseLater);
                links.put(peer, link);
                link.start();
            }
        });
        new PeerListener(server, events, this::receive).start();
    }

    private static InetSocketAddress parse(String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("the address of a link is '" + address + "', expected host:port");
        }
        return new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    }

    @Override
    public void carry(String destination, String line) {
        PeerLink link = links.get(destination);
        if (link != null) {
            send(link, destination, count++, line);
        } else if (destination.equals(nodeId)) {
            long number = count++;
            events.add(() -> receive(nodeId, life, number, line));
        }
    }

    private void send(PeerLink link, String destination, long number, String line) {
        Disturbances.Fate fate = disturbances.next(destination);
        if (fate.isLost()) {
            tell(new Control.SquallLost(number));
            return;
        }
        if (fate.isOvertakable()) {
            late.schedule(() -> link.offer(number, line, 0), fate.delayNanos(), TimeUnit.NANOSECONDS);
        } else {
            link.offer(number, line, fate.delayNanos());
        }
        if (fate.isDuplicated()) {
            link.offer(number, line, fate.delayNanos());
        }
    }

    @Override
    public void disturb(Control.SquallDisturbance disturbance) {
        disturbances.begin(disturbance);
    }

    @Override
    public void heal(Control.SquallHealing healing) {
        tell(disturbances.end(healing.id()));
    }

    private void receive(String sender, int senderLife, long number, String line) {
        tell(new Control.SquallReceived(sender, senderLife, number));
        receive.accept(line);
    }

    private void loseLater(long number) {
        events.add(() -> tell(new Control.SquallLost(number)));
    }

    private void tell(Body body) {
        tell.accept(new Message(nodeId, Control.HARNESS, Message.NO_ID, Message.NO_ID, body));
    }
}
