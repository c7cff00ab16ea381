package dev.weir.pairing;

import dev.weir.broker.BrokerOptions;
import dev.weir.broker.EmbeddedBroker;
import dev.weir.frame.CameraId;
import dev.weir.frame.Frame;
import dev.weir.frame.FrameEncoding;
import dev.weir.frame.FrameId;
import dev.weir.frame.FrameRef;
import dev.weir.frame.kafka.FrameSerializer;
import dev.weir.frame.kafka.FrameTopic;
import dev.weir.frame.kafka.KafkaConnection;
import dev.weir.frame.kafka.Topics;
import dev.weir.image.JpegEncoder;
import dev.weir.image.Pixels;
import dev.weir.mask.ClassMap;
import dev.weir.mask.Mask;
import dev.weir.mask.MaskEncoding;
import dev.weir.mask.MaskPng;
import dev.weir.mask.MaskSerializer;
import dev.weir.mask.MaskTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A broker, a producer of frames and masks, and a record of the pairs that a stage shows. */
abstract class PublisherStageSetup {
  static final Duration PATIENCE = Duration.ofSeconds(90);
  static final CameraId FRONT = new CameraId("front");
  static final int SIDE = 32;

  final List<Long> seen = new CopyOnWriteArrayList<>();
  EmbeddedBroker broker;
  KafkaConnection kafka;

  @BeforeEach
  void startABroker() throws Exception {
    broker = EmbeddedBroker.start(BrokerOptions.at(0, null));
    kafka = new KafkaConnection(broker.bootstrap());
    try (Admin admin = Admin.create(kafka.admin())) {
      Topics.ensure(
          admin, List.of(FrameTopic.definition(1, (short) 1), MaskTopic.definition(1, (short) 1)));
    }
  }

  @AfterEach
  void stopTheBroker() {
    broker.close();
  }

  /** Sends frames, and masks for all of them except {@code without}, as ingest and segmenter do. */
  final void send(long from, long to, long without) throws Exception {
    byte[] jpeg = new JpegEncoder(90).encode(Pixels.allocate(SIDE, SIDE));
    byte[] png = MaskPng.encode(new byte[SIDE * SIDE], SIDE, SIDE, ClassMap.CAMVID);
    try (KafkaProducer<String, Frame> frames =
            new KafkaProducer<>(kafka.producer(), new StringSerializer(), new FrameSerializer());
        KafkaProducer<String, Mask> masks =
            new KafkaProducer<>(kafka.producer(), new StringSerializer(), new MaskSerializer())) {
      for (long i = from; i < to; i++) {
        FrameId id = new FrameId(FRONT, "s", i);
        Instant now = Instant.now();
        RecordMetadata at =
            frames
                .send(
                    FrameTopic.record(
                        new Frame(id, now, SIDE, SIDE, FrameEncoding.JPEG, jpeg, null)))
                .get();
        if (i != without) {
          FrameRef ref = new FrameRef(at.topic(), at.partition(), at.offset());
          masks
              .send(
                  MaskTopic.record(
                      new Mask(
                          id,
                          ref,
                          new Mask.Timing(now, now, Instant.now()),
                          "model@0",
                          SIDE,
                          SIDE,
                          MaskEncoding.PNG,
                          png,
                          null)))
              .get();
        }
      }
    }
  }

  final PublisherStage start() throws InterruptedException {
    return PublisherStage.start(
        kafka, PublisherOptions.defaults(), pair -> seen.add(pair.frame().id().sequence()));
  }

  final long written(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition place = new TopicPartition(topic, 0);
      return consumer.endOffsets(List.of(place)).get(place);
    }
  }
}
