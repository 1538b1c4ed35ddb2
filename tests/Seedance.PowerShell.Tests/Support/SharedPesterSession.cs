using Seedance.Pester;

namespace Seedance.PowerShell.Tests;

/// <summary>A pwsh for all tests of a class that leave it running.</summary>
public sealed class SharedPesterSession : IAsyncLifetime
{
    internal PesterSession Session { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Session.DisposeAsync().AsTask();
}
