package dev.weir.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The settings of one node that is broker and controller, each with its reason. */
final class BrokerSettings {
  static final String CONTROLLER = "CONTROLLER";
  static final int NODE = 1;

  private static final String MESSAGE_BYTES = Integer.toString(16 * 1024 * 1024);

  private BrokerSettings() {}

  static Properties of(String host, int port, int controllerPort, Path data) {
    Properties p = new Properties();
    p.put("node.id", Integer.toString(NODE));
    p.put("process.roles", "broker,controller");
    p.put("controller.quorum.voters", "%d@localhost:%d".formatted(NODE, controllerPort));
    p.put("controller.listener.names", CONTROLLER);
    p.put("listener.security.protocol.map", "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT");
    p.put(
        "listeners",
        "PLAINTEXT://%s:%d,CONTROLLER://localhost:%d".formatted(host, port, controllerPort));
    p.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(host, port));
    p.put("inter.broker.listener.name", "PLAINTEXT");
    p.put("log.dirs", data.toString());

    // There is only one node.
    p.put("offsets.topic.replication.factor", "1");
    p.put("transaction.state.log.replication.factor", "1");
    p.put("transaction.state.log.min.isr", "1");
    // The default of fifty partitions each would slow the start by seconds.
    p.put("offsets.topic.num.partitions", "4");
    p.put("transaction.state.log.num.partitions", "4");
    // The stages create topics, because they know their settings; a misspelled name must fail.
    p.put("auto.create.topics.enable", "false");
    // An uncompressed frame fits.
    p.put("message.max.bytes", MESSAGE_BYTES);
    p.put("replica.fetch.max.bytes", MESSAGE_BYTES);
    // Do not wait for other members to join a group.
    p.put("group.initial.rebalance.delay.ms", "0");
    // Clients may choose short session timeouts; the default minimum is 6 s.
    p.put("group.min.session.timeout.ms", "500");
    // Aborts the transaction of a killed process soon after its timeout, because readers of
    // committed records wait for that. The default checks every 10 s.
    p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    p.put("num.network.threads", "2");
    p.put("num.io.threads", "4");
    // The default is 128 MiB of heap for compacted topics; here only offsets are compacted.
    p.put("log.cleaner.dedupe.buffer.size", "2097152");
    return p;
  }
}
