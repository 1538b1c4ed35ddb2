using System.Runtime.InteropServices;

namespace Seedance.Host;

/// <summary>Turns the first Ctrl+C or SIGTERM into a cancellation; the second one kills as usual.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, 2)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, 15)),
    ];

    public CancellationToken Token => _stop.Token;

    /// <summary>The exit code of a program that this signal ended, once one came.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose()
    {
        _registrations.ForEach(registration => registration.Dispose());
        _stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context, int number)
    {
        if (ExitCode is not null)
            return;

        context.Cancel = true;
        ExitCode = Host.ExitCode.Signal + number;
        _stop.Cancel();
    }
}
