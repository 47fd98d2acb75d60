import dev.squall.node.Body;
import dev.squall.node.protocol.ErrorCode;
import dev.squall.node.protocol.ErrorReply;
import dev.squall.node.protocol.Transactions;
import dev.squall.world.server.Endpoints;
import dev.squall.world.server.NodeClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Client of PostgreSQL for Squall's list-append transactions, by JDBC. Each client has a connection of its own. */
public final class PostgresClient implements NodeClient.Connector {

    private static final int PORT = 5432;
    private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01", "55P03", "23505", "25006");

    @Override
    public NodeClient connect(String nodeId, Endpoints nodes) {
        String url = "jdbc:postgresql://" + nodes.host(nodeId) + ":" + nodes.publishedPort(nodeId, PORT)
                + "/postgres?user=postgres&loginTimeout=2&socketTimeout=3&options=-c%20lock_timeout=800";
        return new ToOneNode(url);
    }

    private static final class ToOneNode implements NodeClient {

        private final String url;
        private final Map<String, Connection> connections = new ConcurrentHashMap<>();
        private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "postgres client");
            thread.setDaemon(true);
            return thread;
        });

        ToOneNode(String url) {
            this.url = url;
        }

        @Override
        public CompletableFuture<Body> call(String client, Body request) {
            return CompletableFuture.supplyAsync(() -> transact(client, (Transactions.Txn) request), executor);
        }

        private Body transact(String client, Transactions.Txn request) {
            Connection connection = connections.get(client);
            if (connection == null) {
                try {
                    connection = open();
                    connections.put(client, connection);
                } catch (SQLException e) {
                    return new ErrorReply(ErrorCode.TEMPORARILY_UNAVAILABLE, "no connection: " + e.getMessage());
                }
            }
            boolean committing = false;
            try {
                List<List<Object>> results = new ArrayList<>();
                for (List<Object> operation : request.txn()) {
                    results.add(step(connection, operation));
                }
                committing = true;
                connection.commit();
                return new Transactions.TxnOk(results);
            } catch (SQLException e) {
                return failure(client, connection, committing, e);
            }
        }

        private Connection open() throws SQLException {
            Connection connection = DriverManager.getConnection(url);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            return connection;
        }

        private static List<Object> step(Connection connection, List<Object> operation) throws SQLException {
            int key = ((Number) operation.get(1)).intValue();
            if (operation.get(0).equals("append")) {
                try (PreparedStatement append = connection.prepareStatement("insert into lists values (?, ?)"
                        + " on conflict (k) do update set v = lists.v || ',' || excluded.v")) {
                    append.setInt(1, key);
                    append.setString(2, operation.get(2).toString());
                    append.executeUpdate();
                    return operation;
                }
            }
            try (PreparedStatement read = connection.prepareStatement("select v from lists where k = ?")) {
                read.setInt(1, key);
                ResultSet rows = read.executeQuery();
                return Arrays.asList("r", operation.get(1), rows.next() ? numbers(rows.getString(1)) : null);
            }
        }

        private static List<Object> numbers(String list) {
            return Arrays.stream(list.split(",")).<Object>map(Long::valueOf).toList();
        }

        /** A commit without reply may have taken effect; what was not committed has none. */
        private Body failure(String client, Connection connection, boolean committing, SQLException problem) {
            try {
                if (ROLLED_BACK.contains(problem.getSQLState())) {
                    connection.rollback();
                    return new ErrorReply(ErrorCode.TXN_CONFLICT, problem.getMessage());
                }
                connections.remove(client);
                connection.close();
            } catch (SQLException e) {
                connections.remove(client);
            }
            return new ErrorReply(committing ? ErrorCode.CRASH : ErrorCode.ABORT, problem.getMessage());
        }

        @Override
        public CompletableFuture<Boolean> isServing() {
            return CompletableFuture.supplyAsync(this::hasTable, executor);
        }

        /** Creates the table, since the first node that serves is the only one. */
        private boolean hasTable() {
            try (Connection connection = open();
                    Statement create = connection.createStatement()) {
                create.execute("create table if not exists lists (k int primary key, v text not null)");
                connection.commit();
                return true;
            } catch (SQLException e) {
                return false;
            }
        }

        @Override
        public void close() {
            executor.shutdown();
        }
    }
}
