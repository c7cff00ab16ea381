/**
 * What every command needs: {@link Settings} (option values from environment or file), {@link
 * StopSignal} (Ctrl-C as a condition to wait for), {@link UsageException} and {@link
 * FailureReporter} (errors and exit codes), {@link LogSetup}. Does not depend on any stage.
 */
@NullMarked
package dev.weir.cli.shell;

import org.jspecify.annotations.NullMarked;
