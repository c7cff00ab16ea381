/**
 * What every command needs: {@link Settings} (an option's value from environment or file), {@link
 * StopSignal} (Ctrl-C as a condition to wait for), {@link UsageException} and {@link
 * FailureReporter} (errors and exit codes), {@link LogSetup}. Knows no stage.
 */
@NullMarked
package dev.weir.cli.shell;

import org.jspecify.annotations.NullMarked;
