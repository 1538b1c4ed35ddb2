using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>No vault has a secret of this name.</summary>
public sealed class SecretNotFoundException : SeedanceException
{
    internal SecretNotFoundException(string name, string? vault) : base(ModuleMessages.SecretNotFound(name, vault)) => SecretName = name;

    /// <summary>The name of the secret.</summary>
    public string SecretName { get; }
}
