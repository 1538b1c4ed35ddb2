using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>An amount of money is taken exactly, where PowerShell would read 1,5 as 15 and make null no limit.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DollarsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Value.IsNull(inputData) ? throw new ArgumentTransformationMetadataException(ModuleMessages.ArgumentIsNull)
        : SettingValue.DollarsOrNull(Value.Unwrap(inputData)) ?? throw new ArgumentTransformationMetadataException(ModuleMessages.NotAnAmount(inputData!));
}
