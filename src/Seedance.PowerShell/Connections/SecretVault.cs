using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using Seedance.PowerShell.Errors;
using Seedance.PowerShell.Pipeline;

namespace Seedance.PowerShell.Connections;

/// <summary>Reads one secret with the Get-Secret of SecretManagement, which is a module of its own and need not be installed.</summary>
internal sealed class SecretVault : IDisposable
{
    private const string Command = @"Microsoft.PowerShell.SecretManagement\Get-Secret";

    private readonly string _name;
    private readonly string? _vault;
    private readonly System.Management.Automation.PowerShell _shell;

    public SecretVault(string name, string? vault)
    {
        _name = name;
        _vault = vault;

        // A vault may ask for its password. Where nobody can answer it must fail and not wait, so it gets a runspace whose host has no user interface.
        _shell = System.Management.Automation.PowerShell.Create(IsUnattended ? RunspaceMode.NewRunspace : RunspaceMode.CurrentRunspace);
    }

    private static bool IsUnattended =>
        StandardStreams.IsInputRedirected || Environment.GetCommandLineArgs().Any(argument => argument.StartsWith("-noni", StringComparison.OrdinalIgnoreCase));

    /// <summary>The secret as the vault returns it.</summary>
    /// <exception cref="SeedanceException">There is no such secret, or the vault can't be read.</exception>
    public object Read()
    {
        _shell.AddCommand(Command).AddParameter("Name", _name).AddParameter("ErrorAction", ActionPreference.Continue);
        if (_vault is not null)
        {
            _shell.AddParameter("Vault", _vault);
        }

        Collection<PSObject> secrets;
        try
        {
            secrets = _shell.Invoke();
        }
        catch (CommandNotFoundException missing) when (missing.CommandName == Command)
        {
            throw new SecretModuleMissingException();
        }
        catch (Exception failure) when (!ControlFlow.Is(failure))
        {
            throw Describe([failure is IContainsErrorRecord { ErrorRecord: { } record } ? new ErrorRecord(record, failure) : new ErrorRecord(failure, null, ErrorCategory.NotSpecified, null)]);
        }

        // Another vault may have failed before this one had the secret.
        return secrets is [{ } secret] ? secret.BaseObject
            : secrets.Count > 1 ? throw new InvalidSecretException(_name, $"{secrets.Count} objects")
            : throw Describe([.. _shell.Streams.Error]);
    }

    /// <summary>Ends the reading, from any thread.</summary>
    public void Stop() => _shell.Stop();

    public void Dispose() => _shell.Dispose();

    /// <summary>The failures of a vault say more than that the secret was not found, which follows them.</summary>
    private SeedanceException Describe(IReadOnlyList<ErrorRecord> failures)
    {
        var causes = failures.SelectMany(failure => Causes(failure.Exception)).ToList();
        var isAsking = causes.Any(cause => cause is HostException);
        if (isAsking || causes.Any(cause => cause.GetType().Name == "PasswordRequiredException"))
        {
            return new VaultLockedException(_name, _vault, isAsking);
        }

        return failures.FirstOrDefault(failure => failure.CategoryInfo.Category != ErrorCategory.ObjectNotFound) is { } other
            ? new SecretFailedException(_name, _vault, other.Exception)
            : new SecretNotFoundException(_name, _vault);
    }

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
