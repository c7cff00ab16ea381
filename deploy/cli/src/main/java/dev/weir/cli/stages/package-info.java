/**
 * Commands that run stages: {@link IngestCommand}, {@link SegmentCommand}, {@link PublishCommand},
 * {@link BrokerCommand}, and {@link DemoCommand}, which runs all of them in one process. {@link
 * DoctorCommand} checks the machine.
 */
@NullMarked
package dev.weir.cli.stages;

import org.jspecify.annotations.NullMarked;
