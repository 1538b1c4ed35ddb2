using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>The vault failed while it read the secret.</summary>
public sealed class SecretFailedException : SeedanceException
{
    // The cause is not kept: nobody knows what a vault writes into its exceptions.
    internal SecretFailedException(string name, string? vault, Exception cause) : base(ModuleMessages.SecretFailed(name, vault, cause)) => SecretName = name;

    /// <summary>The name of the secret.</summary>
    public string SecretName { get; }
}
