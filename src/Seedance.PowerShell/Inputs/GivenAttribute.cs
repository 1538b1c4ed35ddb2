using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>Null, which a misspelt variable gives, is refused where PowerShell would switch a switch on or leave the parameter out.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class GivenAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Value.IsNull(inputData) ? throw new ArgumentTransformationMetadataException(ModuleMessages.ArgumentIsNull) : inputData;
}
