using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>The model table has no model of the ID.</summary>
public sealed class UnknownModelException : SeedanceException
{
    internal UnknownModelException(string id)
        : base(ModuleMessages.UnknownModel(id))
    {
    }
}
